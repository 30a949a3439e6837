/**
 * Names that Kazakh text leaves in Latin letters whatever alphabet it is in; add those you meet. Names with letters that
 * no Kazakh alphabet has (YouTube, WhatsApp, Facebook) need no entry: they are told by them.
 */
export const foreignNames = `
adidas airbus alibaba amazon android apple asus audi
bbc beeline bentley bitcoin bmw boeing bridgestone
dell disney dubai
ebay esquire ethereum euronews
fifa forbes ford
gmail google github
honda hyundai html http https
ibm ikea intel instagram interfax iphone ios ipad
kaspi kia
lenovo lexus lg linkedin linux lotus
messenger meta mercedes mitsubishi mtv
nasa nasdaq nato netflix nissan nike nokia nvidia
ok online olx openai opel oppo oracle
panasonic pdf pepsi pinterest porsche png
rbk reuters reddit roblox
samsung sim sms siemens skype snapchat spotify sputnik starlink subaru suzuki
telegram tesla threads tiktok tinder toyota tv
uber uefa usb unesco unicef
viber vip visa vk vkontakte volvo
yahoo yandex
zara zoom
`
